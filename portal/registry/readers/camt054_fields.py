"""A transaction of camt.054 under the names of the Fund's columns: one reading serves every format."""

import re

from payments.rules.identifiers import without_iins
from payments.rules.references import references_in
from payments.rules.requisites import periods_in
from portal.registry.readers.received import Operation

# The remittance text carries the tags of the old MT-102; people write the labels with a colon or a space.
TAG = r"(?<!\w)(?:{})[/:\s№]{{1,3}}([^/\s,;.)]+)"
IIN_TAG = re.compile(TAG.format("IIN|IDN|ИИН|ЖСН"))
PURPOSE_TAG = re.compile(TAG.format("KNP|КНП"))
PERIOD_TAG = re.compile(TAG.format("PERIOD"))
PAYMENT_TAG = re.compile(TAG.format("REF"))
NAME_TAGS = {
    "lastname": re.compile(r"/FM/([^/\n]*)"),
    "firstname": re.compile(r"/NM/([^/\n]*)"),
    "secondname": re.compile(r"/FT/([^/\n]*)"),
}

OWING = "RltdPties/UltmtDbtr"
PAYING = "RltdPties/Dbtr"
PERSON_ID = "Id/PrvtId/Othr/Id"
ORGANISATION_ID = "Id/OrgId/Othr/Id"
BOOKED = ("BookgDt/Dt", "BookgDt/DtTm")
VALUED = ("ValDt/Dt", "ValDt/DtTm")
PAID = ("RltdDts/AccptncDtTm", "RltdDts/TxDtTm", "RltdDts/IntrBkSttlmDt")
SUMS = ("Amt", "AmtDtls/TxAmt/Amt")
RETURNED_FOR = ("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry")

Leaves = dict[str, str]  # the texts of an element by path


def transaction_fields(entry: Leaves, transaction: Leaves) -> dict[str, str]:
    """The fields that a transaction states, or the entry that it is part of."""

    def first(*paths: str) -> str:
        found = (leaves[path] for path in paths for leaves in (transaction, entry) if path in leaves)
        return next(found, "")

    remittance = transaction.get("RmtInf/Ustrd", "")
    amount = next((path for path in SUMS if path in transaction), "Amt")
    fields = {
        "reference": _reference(first("Refs/EndToEndId"), first("Refs/AcctSvcrRef", "AcctSvcrRef")),
        "paymentdate": first(*PAID) or _earlier(first(*VALUED), first(*BOOKED)),
        "createdon": first(*BOOKED, *VALUED),
        "knp": _joined(PURPOSE_TAG.findall(remittance)) or first("Purp/Prtry", "Purp/Cd"),
        "paymentsum": first(amount),
        "currency": first(f"{amount}@Ccy"),
        **_person(remittance, transaction),
        "paymentperiod": _period(remittance),
        "senderbin": first(f"{PAYING}/{ORGANISATION_ID}", f"{PAYING}/{PERSON_ID}"),
        "sendername": first(f"{PAYING}/Nm"),
        "paymentreference": _payment_reference(remittance, first("Refs/EndToEndId")),
        "returnreason": " ".join(filter(None, [first(*RETURNED_FOR), first("RtrInf/AddtlInf")])),
        "operation": _operation(first("CdtDbtInd"), first("RvslInd"), transaction),
        "status": first("Sts/Cd", "Sts"),
        "remittance": remittance,
    }
    return {name: text for name, text in fields.items() if text}


def _reference(end_to_end: str, of_bank: str) -> str:
    """The payer's reference goes through the whole chain unchanged, and back with a return."""
    return of_bank if end_to_end in ("", "NOTPROVIDED") else end_to_end


def _earlier(valued: str, booked: str) -> str:
    """Where nobody says when it was paid: a bank may book money first and count it from a later day."""
    return min(filter(None, (valued, booked)), default="")


def _person(remittance: str, transaction: Leaves) -> dict[str, str]:
    """The insured: named by tags, or who owes the contribution, which is its payer unless named."""
    tagged = {field: found[1] for field, tag in NAME_TAGS.items() if (found := tag.search(remittance))}
    party = OWING if f"{OWING}/{PERSON_ID}" in transaction else PAYING
    named = [*IIN_TAG.findall(remittance), transaction.get(f"{OWING}/{PERSON_ID}", "")]
    # An undivided name begins with the surname.
    names = zip(NAME_TAGS, without_iins(transaction.get(f"{party}/Nm", "")).split(maxsplit=2), strict=False)
    iin = _joined(named) or transaction.get(f"{PAYING}/{PERSON_ID}", "")
    return {"iin": iin} | (tagged or (dict(names) if iin == transaction.get(f"{party}/{PERSON_ID}") else {}))


def _period(remittance: str) -> str:
    """What is tagged as a period, and every other MMYYYY: a text with two different ones has two periods."""
    return _joined([*PERIOD_TAG.findall(remittance), *(month.order for month in periods_in(remittance))])


def _payment_reference(remittance: str, end_to_end: str) -> str:
    """What names a payment ordered here: tagged, as the payer's own reference, or anywhere in the text."""
    places = (_joined(PAYMENT_TAG.findall(remittance)), end_to_end, remittance)
    return _joined(list(next(filter(None, map(references_in, places)), ())))


def _operation(indicator: str, reversal: str, transaction: Leaves) -> str:
    """Money that comes in is a credit; money that goes out is a return if it reverses one."""
    reverses = reversal in ("true", "1") or any(path.startswith("RtrInf/") for path in transaction)
    if indicator == "CRDT" and not reverses:
        return Operation.CREDIT
    if indicator == "DBIT" and reverses:
        return Operation.RETURN
    return indicator or "-"


def _joined(texts: list[str]) -> str:
    """One text where all agree; where they differ all of them, which no field can be, for staff to see."""
    return " ".join(dict.fromkeys(text for text in texts if text))
