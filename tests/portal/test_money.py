"""Sums of money: groups of three, the sign of the tenge behind, no tiyn, never broken over two lines."""

import pytest
from django.utils.translation import override

from portal.month_names import NBSP
from portal.written import tenge


@pytest.mark.parametrize(
    ("amount", "spaced", "english"),
    [
        (0, "0 ₸", "0 ₸"),
        (750, "750 ₸", "750 ₸"),
        (4250, "4 250 ₸", "4,250 ₸"),
        (12750, "12 750 ₸", "12,750 ₸"),
        (51000, "51 000 ₸", "51,000 ₸"),
        (1234567, "1 234 567 ₸", "1,234,567 ₸"),
    ],
)
def test_a_sum_in_each_language(amount, spaced, english):
    for language, expected in (("kk", spaced), ("ru", spaced), ("en", english)):
        with override(language):
            assert tenge(amount) == expected.replace(" ", NBSP)
