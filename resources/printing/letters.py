"""ご確認のお願い: the letter that brings an organiser the address."""

import segno
from django.template.loader import render_to_string

from takasaki_sc.lib.pdf import render_pdf


def qr_of(address):
    """The address as a QR code, for the screen and for paper."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=6, border=2)


def letter(link, address, desk, today):
    """A4, one page, as a lib.pdf paper. address: with the secret, which is kept nowhere.

    desk: whom to ask; without it the letter has a line to write on.
    """
    context = {"link": link, "resource": link.resource, "address": address, "desk": desk,
               "qr": qr_of(address), "today": today}  # fmt: skip
    return render_pdf(render_to_string("resources/print/confirmation_letter.html", context))
