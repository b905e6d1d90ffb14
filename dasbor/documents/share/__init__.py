"""What leaves the house: a picture as a finished card, in somebody else's page, in a preview.

Only facts: of a demonstration nothing goes out, and a page without a figure is a card with its
title.
"""

from dasbor.documents.addresses import CARDS, EMBEDS, card_of, embed_of
from dasbor.documents.share.answer import HTML, answer, picture, sorry
from dasbor.documents.share.preview import preview
