"""The page of the simulated acquirer: one payment, and a button for each thing that can happen to it."""

from enum import StrEnum
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

NBSP = "\N{NO-BREAK SPACE}"


class Press(StrEnum):
    """What one may press."""

    PAY = "pay"
    DECLINE = "decline"
    LOST = "lost"  # paid, and the portal is not told
    REPEATED = "repeated"  # paid, and told five times
    CHANGED = "changed"  # paid, and told with another sum


class Words(NamedTuple):
    """What the page says in one language."""

    title: str
    nothing_is_taken: str
    over: str
    way_back: str
    buttons: dict[Press, str]


WORDS = {
    "kk": Words(
        "Төлем бетінің симуляторы",
        "Бұл – көрсетуге арналған бет. Мұнда карта сұралмайды, ақша алынбайды.",
        "Бұл төлем аяқталды.",
        "Порталға оралу",
        {
            Press.PAY: "Төлеу",
            Press.DECLINE: "Төлемнен бас тарту",
            Press.LOST: "Төлеу, бірақ порталға хабарламау",
            Press.REPEATED: "Төлеу және порталға бес рет хабарлау",
            Press.CHANGED: "Төлеу және порталға басқа сома хабарлау",
        },
    ),
    "ru": Words(
        "Симулятор страницы оплаты",
        "Эта страница – для показа. Карта здесь не спрашивается, деньги не списываются.",
        "Этот платёж завершён.",
        "Вернуться на портал",
        {
            Press.PAY: "Оплатить",
            Press.DECLINE: "Отказать в оплате",
            Press.LOST: "Оплатить, но не сообщить порталу",
            Press.REPEATED: "Оплатить и сообщить порталу пять раз",
            Press.CHANGED: "Оплатить и сообщить порталу другую сумму",
        },
    ),
    "en": Words(
        "Simulated payment page",
        "This page is for show. It asks for no card, and no money is taken.",
        "This payment is over.",
        "Back to the portal",
        {
            Press.PAY: "Pay",
            Press.DECLINE: "Decline the payment",
            Press.LOST: "Pay, but do not tell the portal",
            Press.REPEATED: "Pay, and tell the portal five times",
            Press.CHANGED: "Pay, and tell the portal another sum",
        },
    ),
}

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>{title}</h1>
<p class="note">{note}</p>
{body}
</main>
</body>
</html>
"""
BODY = '<p>{description}</p>\n<p class="sum">{amount}</p>\n{what_next}'
FORM = '<form method="post">\n{buttons}\n</form>'
BUTTON = '<button name="press" value="{press}">{label}</button>'
OVER = '<p>{over}</p>\n<p><a href="{url}">{label}</a></p>'

STYLE = """
:root { color-scheme: light; font: 1.125rem/1.5 system-ui, sans-serif; color: #1c1c1c; background: #f2f2ee; }
body { margin: 0; }
main { max-width: 28rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
.note { padding: .75rem 1rem; border-left: .25rem solid #8a5a00; background: #fff8e6; }
.sum { font-size: 2rem; font-weight: 700; margin: 0 0 1rem; }
form { display: grid; gap: .75rem; }
button { min-height: 3rem; padding: .5rem 1rem; font: inherit; color: #1c1c1c; background: #fff;
  border: 2px solid #1c1c1c; border-radius: .25rem; cursor: pointer; }
button:first-child { color: #fff; background: #1c1c1c; }
:focus-visible { outline: .25rem solid #8a5a00; outline-offset: .125rem; }
a { color: inherit; }
main:has(table) { max-width: 56rem; }
table { display: block; overflow-x: auto; padding: .25rem; }
td, th { padding: .25rem .75rem .25rem 0; text-align: start; white-space: nowrap; }
td button, td button:first-child { color: #1c1c1c; background: #fff; }
"""


def render(language: str, description: str, amount: int, way_back: str) -> bytes:
    """The page with its buttons, or, once something has happened, with the way back to the portal."""
    language = language if language in WORDS else "kk"
    words = WORDS[language]
    body = BODY.format(
        description=escape(description),
        amount=f"{amount:,} ₸".replace(",", " ").replace(" ", NBSP),
        what_next=_over(words, way_back) if way_back else _form(words),
    )
    return page(language, words.title, words.nothing_is_taken, body)


def page(language: str, title: str, note: str, body: str) -> bytes:
    """A page of a simulator: its title, a note that it is none of the portal's, and what it is about."""
    return PAGE.format(language=language, title=title, note=note, body=body).encode()


def policy(*ways_back: str) -> str:
    """What the page may do: style itself, and send its form here, from where the browser is sent to the portal."""
    portal = " ".join(sorted({f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, ways_back)}))
    return f"default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' {portal}"


def style() -> bytes:
    """The page's style sheet."""
    return STYLE.encode()


def _form(words: Words) -> str:
    buttons = (BUTTON.format(press=press, label=label) for press, label in words.buttons.items())
    return FORM.format(buttons="\n".join(buttons))


def _over(words: Words, way_back: str) -> str:
    return OVER.format(over=words.over, url=escape(way_back), label=words.way_back)
