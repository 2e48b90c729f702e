"""The people who ask for money back: between them they fill every part of the staff's queue.

Nobody here ever lived either: see `portal.demo.situations`.
"""

from fractions import Fraction

from payments.models.category import Category
from payments.rules.refund_reasons import RefundReason, RefusalGround
from payments.rules.refunds import RefundState
from payments.rules.requisites import PurposeCode
from portal.demo.employer import from_employer
from portal.demo.situation import Belongs, Claimed, Months, Shows, Situation

Reason, State = RefundReason, RefundState

ASKED_BACK = Situation(
    "asked_back", "830914220002", "Рахимова", "Жанар", "Ерболқызы",
    Shows(
        en="Paid a month twice and has just asked for one payment back",
        kk="Бір айға екі рет төлеп, бір төлемді қайтаруды жаңа ғана сұраған",
        ru="Оплатила месяц дважды и только что попросила вернуть один платёж",
    ),
    (Months(-14, 0), Months(-3, -3)),
    claims=(Claimed(-1, Reason.DUPLICATE, sent=1, iik="KZ41722C000000000001"),),
)  # fmt: skip

OTHER_MONTH = Situation(
    "other_month", "770518220201", "Бекмұратова", "Шолпан", "Қайратқызы",
    Shows(
        en="Named another month; refused once, and asked anew two working days before the term ends",
        kk="Басқа айды көрсеткен; бір рет бас тартылған, қайта сұраған: мерзімге екі жұмыс күні қалды",
        ru="Указала другой месяц; один раз отказали, просит снова: до срока два рабочих дня",
    ),
    (Months(-13, -3), Months(-14, -14, made=-2), Months(-1, 0)),
    claims=(
        Claimed(
            11, Reason.WRONG_PERIOD, sent=16, right_month=-2, iik="KZ20601C000000000002",
            then=((State.CHECKING, 14), (State.WITH_FUND, 12), (State.REFUSED, 7)),
            ground=RefusalGround.WRONG_BANK_DETAILS,
        ),
        Claimed(11, Reason.WRONG_PERIOD, sent=3, right_month=-2, iik="KZ47601C000000000001"),
    ),
)  # fmt: skip

YEAR_AT_ONCE = Situation(
    "year_at_once", "861125120302", "Сұлтанов", "Ақжол", "Маратұлы",
    Shows(
        en="Asked for the rest of a lump sum, and the term of the check is over",
        kk="Бір сомамен төленгеннің артығын қайтаруды сұраған, тексеру мерзімі өтіп кеткен",
        ru="Просит вернуть лишнее из одной большой суммы, срок проверки прошёл",
    ),
    (Months(-3, -3, worth=Fraction(12)),),
    claims=(Claimed(0, Reason.LUMP_SUM, sent=7),),
)  # fmt: skip

THREE_BESIDE_EMPLOYER = Situation(
    "three_beside_employer", "900703120100", "Қайратов", "Санжар", "Айдосұлы",
    Shows(
        en="Paid three months beside the employer: one is back, one is on its way, one is being checked",
        kk="Жұмыс беруші төлеген үш айды өзі де төлеген: бірі қайтты, бірі жолда, бірі тексерілуде",
        ru="Оплатил три месяца вместе с работодателем: один возвращён, один в пути, один проверяется",
    ),
    (*from_employer(-16, 0), Months(-6, -4)),
    claims=(
        Claimed(
            -3, Reason.EMPLOYER_ALSO_PAID, sent=20, iik="KZ56856C000000000001",
            then=(
                (State.CHECKING, 18), (State.WITH_FUND, 17), (State.APPROVED, 12), (State.PAYING_OUT, 11),
                (State.PAID_OUT, 8),
            ),
        ),
        Claimed(
            -2, Reason.EMPLOYER_ALSO_PAID, sent=13,
            then=((State.CHECKING, 12), (State.WITH_FUND, 10), (State.APPROVED, 4), (State.PAYING_OUT, 2)),
        ),
        Claimed(-1, Reason.EMPLOYER_ALSO_PAID, sent=2, then=((State.CHECKING, 0),)),
    ),
)  # fmt: skip

STATE_PAID_TOO = Situation(
    "state_paid_too", "610827120401", "Ибраев", "Төлеген", "Сейітұлы",
    Shows(
        en="Paid a month that the State pays for: approved by the first, waits for the second",
        kk="Мемлекет төлейтін айды төлеген: бірінші қызметкер мақұлдады, екіншісін күтіп тұр",
        ru="Оплатил месяц, за который платит государство: первый одобрил, ждёт второго",
    ),
    (Months(-5, -5),),
    (Belongs(Category.STATE_PAID, -40, None),),
    claims=(Claimed(0, Reason.STATE_COVERED, sent=9, then=((State.CHECKING, 8), (State.WITH_FUND, 5))),),
)  # fmt: skip

OVERPAID = Situation(
    "overpaid", "951104120502", "Әбдіров", "Олжас", "Нұрланұлы",
    Shows(
        en="Paid too much for two months: one payout came back from the bank, one waits for the next payout file",
        kk="Екі айға артық төлеген: бірінің ақшасын банк кері жіберген, бірі келесі төлеп беру файлын күтіп тұр",
        ru="Заплатил за два месяца больше нужного: одну выплату банк вернул, другая ждёт следующего файла",
    ),
    (Months(-14, -5), Months(-4, -3, worth=Fraction(5, 4)), Months(-2, 0)),
    claims=(
        Claimed(
            10, Reason.EXCESS_AMOUNT, sent=17, iik="KZ26965C000000000002",
            then=(
                (State.CHECKING, 16), (State.WITH_FUND, 15), (State.APPROVED, 11), (State.PAYING_OUT, 9),
                (State.ASKED, 6),
            ),
        ),
        Claimed(
            11, Reason.EXCESS_AMOUNT, sent=11, iik="KZ53965C000000000001",
            then=((State.CHECKING, 10), (State.WITH_FUND, 9), (State.APPROVED, 1)),
        ),
    ),
)  # fmt: skip

PENALTY_CODE = Situation(
    "penalty_code", "731216120605", "Досанов", "Қуат", "Бақытұлы",
    Shows(
        en="Paid a month with the code of a penalty: staff have asked a question",
        kk="Бір айды өсімпұл кодымен төлеген: қызметкер сұрақ қойған",
        ru="Оплатил месяц с кодом пени: сотрудник задал вопрос",
    ),
    (Months(-14, -3), Months(-2, -2, amount=4250, purpose_code=PurposeCode.PENALTY), Months(-1, 0)),
    claims=(
        Claimed(
            12, Reason.WRONG_KNP, sent=6, then=((State.CHECKING, 4), (State.ASKED, 3)),
            question="Төлем өсімпұл коды бойынша келген. Төленбеген өсімпұлыңыз бар ма?",
        ),
    ),
)  # fmt: skip

APPLICANTS = (
    ASKED_BACK,
    OTHER_MONTH,
    YEAR_AT_ONCE,
    THREE_BESIDE_EMPLOYER,
    STATE_PAID_TOO,
    OVERPAID,
    PENALTY_CODE,
)
