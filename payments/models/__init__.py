"""The nouns. Every promise that a row makes is a constraint of the database as well."""

from payments.models.access import Access
from payments.models.actor import Actor
from payments.models.basket import Basket
from payments.models.calendar import WorkdayException
from payments.models.category import CategorySpan
from payments.models.checkout import Checkout, CheckoutAnswer
from payments.models.contribution import Contribution
from payments.models.correction import LineCorrection
from payments.models.journal import JournalEntry, JournalHead
from payments.models.partner import Partner, PartnerKey
from payments.models.partner_registry import PartnerRegistry, PartnerRegistryLine, ReconciliationCase
from payments.models.payee_check import PayeeCheck
from payments.models.payment import OpenPayment, Payment, PaymentStep
from payments.models.payout import Payout, PayoutAnswer, PayoutAnswerFile, PayoutFile, PayoutSeal
from payments.models.person import Person
from payments.models.proof_file import ProofFile
from payments.models.rate import Rate
from payments.models.refund import OpenRefund, RefundAccount, RefundHold, RefundRequest, RefundStep
from payments.models.refund_decision import RefundDecision
from payments.models.registry_file import RegistryFile
from payments.models.registry_line import RegistryLine
from payments.models.suggestion import Suggestion
from payments.models.transaction import Allocation, Cancellation, Transaction

__all__ = [
    "Access",
    "Actor",
    "Allocation",
    "Basket",
    "Cancellation",
    "CategorySpan",
    "Checkout",
    "CheckoutAnswer",
    "Contribution",
    "JournalEntry",
    "JournalHead",
    "LineCorrection",
    "OpenPayment",
    "OpenRefund",
    "Partner",
    "PartnerKey",
    "PartnerRegistry",
    "PartnerRegistryLine",
    "PayeeCheck",
    "Payment",
    "PaymentStep",
    "Payout",
    "PayoutAnswer",
    "PayoutAnswerFile",
    "PayoutFile",
    "PayoutSeal",
    "Person",
    "ProofFile",
    "Rate",
    "ReconciliationCase",
    "RefundAccount",
    "RefundDecision",
    "RefundHold",
    "RefundRequest",
    "RefundStep",
    "RegistryFile",
    "RegistryLine",
    "Suggestion",
    "Transaction",
    "WorkdayException",
]
