"""Why a file is not taken as a proof, as sentences for whoever has uploaded it."""

from django.utils.translation import gettext as _

from payments.ledger import Unkeepable
from portal.proofs.faults import ProofFault


def fault(code: ProofFault) -> str:
    """What is wrong with the file, and what helps."""
    faults = {
        ProofFault.BROKEN_OFF: _("The upload broke off. Attach the file once more."),
        ProofFault.EMPTY: _("The file is empty. Choose another one."),
        ProofFault.TOO_LARGE: _("The file must be 5 MB or less."),
        ProofFault.TYPE: _("The file is not a PDF, JPEG or PNG. Choose another one."),
        ProofFault.TWO_IN_ONE: _("The file hides another one, such as a web page or an archive."),
        ProofFault.DAMAGED: _("The file is damaged. Save it anew, and attach it once more."),
        ProofFault.ENCRYPTED: _("The PDF is protected by a password. Attach one without protection."),
        ProofFault.ACTIVE: _("The PDF holds scripts or other files. Print it to a new PDF, and attach that one."),
        ProofFault.TOO_MANY_PIXELS: _("The picture has more than 40 megapixels. Make it smaller."),
        ProofFault.TOO_MUCH_INSIDE: _("The file unpacks to far too much. Print or photograph the document anew."),
        ProofFault.NO_ROOM: _("We cannot keep the file just now. Nothing you filled in is lost: try again later."),
    }
    return faults[code]


def unkeepable(code: Unkeepable) -> str:
    """Why a file that is in order is not kept, or not let go."""
    reasons = {
        Unkeepable.TOO_MANY: _("Three files are attached, and there cannot be more. Remove one first."),
        Unkeepable.SENT: _("The file was sent with your request, and stays with it."),
    }
    return reasons[code]


def hint() -> str:
    """Which files are taken, above the button that chooses them."""
    return _("PDF, JPEG or PNG. Up to 5 MB each, three files at most.")
