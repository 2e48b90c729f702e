"""Django itself speaks Kazakh and Russian: no form error, no page of the admin comes out in English."""

import gettext
import re
from collections import Counter
from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.conf import settings
from django.utils.translation import ngettext, override

PARTS = ("conf", "contrib/admin", "contrib/auth", "contrib/contenttypes", "contrib/sessions")
DOMAINS = ("django", "djangojs")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}|<[^>]+>")
MIXED = re.compile(r"[a-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-z]", re.IGNORECASE)
WITHOUT_LETTERS = re.compile(r"[^A-Za-z]+|IPv[46]|URL|%\(\w+\)s( %\(\w+\)s)?…?")


def of_django(language, domain):
    """Django's own entries of one language and domain, out of the parts that this portal uses."""
    folders = [Path(django.__file__).parent / part / "locale" / language / "LC_MESSAGES" for part in PARTS]
    files = [folder / f"{domain}.po" for folder in folders if (folder / f"{domain}.po").exists()]
    return [entry for file in files for entry in polib.pofile(str(file)) if not entry.obsolete]


def names(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries}


OUR_FOLDER = settings.BASE_DIR / "portal/locale_django/kk/LC_MESSAGES"
OURS = {domain: polib.pofile(str(OUR_FOLDER / f"{domain}.po")) for domain in DOMAINS}


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_message_of_django_is_translated(language, domain):
    translated = names(entry for entry in of_django(language, domain) if entry.translated())
    if language == "kk":
        translated |= names(OURS[domain])
    assert names(of_django("en", domain)) - translated == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_catalogue_translates_what_django_says_and_nothing_else(domain):
    assert names(OURS[domain]) - names(of_django("en", domain)) == set()
    assert OURS[domain].fuzzy_entries() == OURS[domain].untranslated_entries() == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_and_tags_are_those_of_the_message(domain):
    for entry in OURS[domain]:
        original = Counter(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert Counter(PLACEHOLDER.findall(text)) == original, entry.msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_left_in_english(domain):
    for entry in OURS[domain]:
        text = entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr
        assert text != entry.msgid or WITHOUT_LETTERS.fullmatch(text), entry.msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_word_mixes_latin_letters_with_kazakh_ones(domain):
    """The Latin i looks like the Kazakh і: the eye does not see it, a search and a screen reader do."""
    for entry in OURS[domain]:
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert not MIXED.search(text), entry.msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_noun_stays_singular_after_a_number(domain):
    """Kazakh has one form, Django asks for two: both are the same text."""
    for entry in OURS[domain]:
        if entry.msgid_plural:
            assert entry.msgstr_plural[0] == entry.msgstr_plural[1], entry.msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_compiled_is_what_is_written(domain):
    with (OUR_FOLDER / f"{domain}.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    for entry in OURS[domain]:
        if entry.msgid_plural:
            assert catalogue.ngettext(entry.msgid, entry.msgid_plural, 5) == entry.msgstr_plural[1]
        elif entry.msgctxt:
            assert catalogue.pgettext(entry.msgctxt, entry.msgid) == entry.msgstr
        else:
            assert catalogue.gettext(entry.msgid) == entry.msgstr


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (forms.CharField(), "", "Бұл өрісті толтырыңыз."),
        (forms.IntegerField(), "он", "Бүтін сан енгізіңіз."),
        (forms.IntegerField(max_value=12), "13", "Мән мынадан аспауы керек: 12."),
        (forms.DateField(), "31.02.2026", "Күнді дұрыс енгізіңіз."),
        (forms.EmailField(), "aigul", "Электрондық пошта мекенжайын дұрыс енгізіңіз."),
        (forms.CharField(max_length=3), "алты", "Ең көбі 3 таңба енгізіңіз (қазір 4 таңба)."),
        (forms.ChoiceField(choices=[("a", "a")]), "b", "Тізімде бар мәнді таңдаңыз. b мәні тізімде жоқ."),
    ],
)
def test_a_form_says_what_is_wrong_in_kazakh(field, value, expected):
    with override("kk"), pytest.raises(forms.ValidationError) as caught:
        field.clean(value)
    assert caught.value.messages == [expected]


@pytest.mark.parametrize("count", [1, 2, 5, 21])
def test_a_plural_is_found_at_run_time(count):
    with override("kk"):
        assert ngettext("%(num)d month", "%(num)d months", count) % {"num": count} == f"{count} ай"
