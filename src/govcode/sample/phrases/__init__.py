"""What customers and agents of the sample write, one file per language."""

from __future__ import annotations

from govcode.sample.phrases.de import DE
from govcode.sample.phrases.en import EN
from govcode.sample.phrases.es import ES
from govcode.sample.phrases.fr import FR
from govcode.sample.phrases.nl import NL
from govcode.sample.phrases.phrasebook import Phrasebook
from govcode.sample.phrases.pt import PT

PHRASEBOOKS: dict[str, Phrasebook] = {book.language: book for book in (DE, EN, ES, FR, NL, PT)}
