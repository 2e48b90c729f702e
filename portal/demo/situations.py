"""The named situations: who the demo's people are, and which months stand where, counted from this month.

Nobody here ever lived: every IIN says that its owner was born in the nineteenth century.
"""

from fractions import Fraction

from payments.models.category import Category
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode
from portal.demo.applicants import APPLICANTS
from portal.demo.employer import from_employer
from portal.demo.situation import Belongs, Months, Ordered, Shows, Situation

NEVER_INSURED = Situation(
    "never_insured", "870314100014", "Сейітов", "Нұрлан", "Бекенұлы",
    Shows(
        en="Never paid anything",
        kk="Ешқашан жарна төлемеген",
        ru="Никогда не платил взносов",
    ),
)  # fmt: skip

EMPLOYER_PAYS = Situation(
    "employer_pays", "831109100045", "Оразов", "Ерлан", "Дәулетұлы",
    Shows(
        en="The employer pays every month",
        kk="Әр ай үшін жұмыс беруші төлейді",
        ru="За каждый месяц платит работодатель",
    ),
    from_employer(-16, 0),
)  # fmt: skip

PAID_UP = Situation(
    "paid_up", "580102200027", "Оразова", "Гүлнар", "Маратқызы",
    Shows(
        en="Every month is paid, by her son",
        kk="Барлық ай төленген, жарнаны ұлы төлейді",
        ru="Все месяцы оплачены, платит сын",
    ),
    (Months(-14, 0, sender=EMPLOYER_PAYS.iin),),
)  # fmt: skip

THREE_GAPS = Situation(
    "three_gaps", "790823200030", "Ахметова", "Айгүл", "Серікқызы",
    Shows(
        en="Three months are not paid: the status ends with this month",
        kk="Үш ай төленбеген: мәртебе осы айдың соңына дейін ғана",
        ru="Три месяца не оплачены: статус до конца этого месяца",
    ),
    (Months(-14, -3),),
)  # fmt: skip

STUDENT = Situation(
    "student", "990517200059", "Қасымова", "Дана", "Асқарқызы",
    Shows(
        en="A student until five months ago: the State no longer pays",
        kk="Бес ай бұрын оқуын бітірген: мемлекет енді төлемейді",
        ru="Окончила учёбу пять месяцев назад: государство больше не платит",
    ),
    categories=(Belongs(Category.STATE_PAID, -30, -5),),
)  # fmt: skip

PENSIONER = Situation(
    "pensioner", "550606100164", "Шәріпов", "Кенжебек", "Ибраһимұлы",
    Shows(
        en="A pensioner: the State pays, without an end",
        kk="Зейнеткер: мемлекет мерзімсіз төлейді",
        ru="Пенсионер: государство платит бессрочно",
    ),
    categories=(Belongs(Category.STATE_PAID, -40, None),),
)  # fmt: skip

PREPAID_YEAR = Situation(
    "prepaid_year", "720630100062", "Тілеубаев", "Марат", "Қанатұлы",
    Shows(
        en="Paid this month and the next twelve, month by month",
        kk="Осы айды және алдағы 12 айды әр айға бөлек төлеген",
        ru="Оплатил этот месяц и 12 следующих, каждый отдельно",
    ),
    (Months(0, 12, made=-1),),
)  # fmt: skip

LUMP_SUM = Situation(
    "lump_sum", "881205200072", "Ысқақова", "Мадина", "Ғалымқызы",
    Shows(
        en="Paid a year in one sum: it counts for one month",
        kk="Бір жылды бір сомамен төлеген: бір ай ғана есептеледі",
        ru="Оплатила год одной суммой: засчитан один месяц",
    ),
    (Months(0, 0, made=-1, worth=Fraction(12)),),
)  # fmt: skip

WRONG_YEAR = Situation(
    "wrong_year", "760219100085", "Байжанов", "Тимур", "Рүстемұлы",
    Shows(
        en="Paid the right months of the wrong year",
        kk="Айларын дұрыс, жылын қате көрсетіп төлеген",
        ru="Оплатил нужные месяцы, но не того года",
    ),
    (Months(-23, -12, made=-1),),
)  # fmt: skip

RETURNED = Situation(
    "returned", "940408200097", "Өтегенова", "Сәуле", "Болатқызы",
    Shows(
        en="The bank sent one payment back",
        kk="Банк бір төлемді қайтарған",
        ru="Банк вернул один платёж",
    ),
    (Months(-14, -2), Months(-1, -1, returned=True), Months(0, 0)),
)  # fmt: skip

TOO_LATE = Situation(
    "too_late", "690911100100", "Мұсаев", "Асан", "Өмірұлы",
    Shows(
        en="Began to pay again when the status had just ended",
        kk="Мәртебе аяқталғаннан кейін ғана қайта төлей бастаған",
        ru="Снова начал платить, когда статус уже закончился",
    ),
    # Three months of grace follow the last paid one; the next payment came in the fourth.
    (Months(-20, -6), Months(-2, 0)),
)  # fmt: skip

SOLE_TRADER = Situation(
    "sole_trader", "850726200116", "Ержанова", "Ләззат", "Төлегенқызы",
    Shows(
        en="A sole trader at a rate of her own, with a penalty for one month",
        kk="Жеке кәсіпкер: мөлшерлемесі бөлек, бір айға өсімпұл бар",
        ru="Индивидуальный предприниматель: своя ставка, пеня за один месяц",
    ),
    (Months(-24, 0), Months(-6, -6, made=-4, amount=450, purpose_code=PurposeCode.PENALTY)),
    (Belongs(Category.SOLE_TRADER, -8, None),),
)  # fmt: skip

PARTLY_PAID = Situation(
    "partly_paid", "910303100123", "Нұрғалиев", "Данияр", "Сәкенұлы",
    Shows(
        en="One month is short of its sum",
        kk="Бір айға толық төленбеген",
        ru="За один месяц уплачено не полностью",
    ),
    (Months(-14, -3), Months(-2, -2, worth=Fraction(4, 5)), Months(-1, 0)),
)  # fmt: skip

LONG_GRACE = Situation(
    "long_grace", "620414200132", "Көшербаева", "Бибігүл", "Һамитқызы",
    Shows(
        en="Sixty months without a break: the status is kept for six months",
        kk="60 ай үзіліссіз төлеген: мәртебе алты ай сақталады",
        ru="60 месяцев без перерыва: статус сохраняется шесть месяцев",
    ),
    (Months(-63, -4),),
    # Six months follow only where the first unpaid one is January 2026 or later (article 5(2)).
    since=Month.of(2026, 4),
)  # fmt: skip

ONE_SHORT = Situation(
    "one_short", "801028100149", "Тоқтаров", "Бауыржан", "Мейрамұлы",
    Shows(
        en="Paid a year ahead and left out one month",
        kk="Бір жылды алдын ала төлеп, бір айды қалдырып кеткен",
        ru="Оплатил год вперёд, но пропустил один месяц",
    ),
    (Months(0, 4, made=-1), Months(6, 12, made=-1)),
)  # fmt: skip

PAID_BESIDE_EMPLOYER = Situation(
    "paid_beside_employer", "930122200155", "Садықова", "Алия", "Тұрарқызы",
    Shows(
        en="Paid a month that her employer paid too; has no account yet",
        kk="Жұмыс беруші төлеген айды өзі де төлеген; кабинеті әлі жоқ",
        ru="Оплатила месяц, который оплатил и работодатель; кабинета ещё нет",
    ),
    (*from_employer(-16, 0), Months(-3, -3)),
    has_account=False,
)  # fmt: skip

ON_ITS_WAY = Situation(
    "on_its_way", "840521100103", "Әлімбаев", "Руслан", "Кеңесұлы",
    Shows(
        en="Paid three missing months here yesterday: the money is on its way",
        kk="Үш айды осы порталда кеше төлеген: ақша жолда",
        ru="Вчера оплатил здесь три месяца: деньги в пути",
    ),
    (Months(-14, -3),),
    orders=(Ordered(-2, 0, days_ago=1),),
)  # fmt: skip

LATE = Situation(
    "late", "970419200101", "Жұмабаева", "Айнұр", "Саматқызы",
    Shows(
        en="Paid a month here two weeks ago, and it has not arrived",
        kk="Бір айды осы порталда екі апта бұрын төлеген, ақша түспеген",
        ru="Две недели назад оплатила здесь месяц, деньги не поступили",
    ),
    (Months(-14, -2),),
    orders=(Ordered(-1, -1, days_ago=14),),
)  # fmt: skip

SITUATIONS = (
    NEVER_INSURED,
    PAID_UP,
    THREE_GAPS,
    EMPLOYER_PAYS,
    STUDENT,
    PENSIONER,
    PREPAID_YEAR,
    LUMP_SUM,
    WRONG_YEAR,
    RETURNED,
    TOO_LATE,
    SOLE_TRADER,
    PARTLY_PAID,
    LONG_GRACE,
    ONE_SHORT,
    PAID_BESIDE_EMPLOYER,
    ON_ITS_WAY,
    LATE,
    *APPLICANTS,
)
