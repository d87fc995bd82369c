"""French."""

from __future__ import annotations

from govcode.sample.phrases.phrasebook import Phrasebook

FR = Phrasebook(
    language="fr",
    greetings=("Bonjour,", "Bonsoir,", "Madame, Monsieur,", "Chère équipe,"),
    asks={
        "refund": (
            "j'ai renvoyé la veste il y a deux semaines et j'attends toujours mon argent.",
            "une commande annulée m'a été facturée, merci de la rembourser.",
        ),
        "cancellation": ("je voudrais résilier mon abonnement.", "merci d'annuler ma commande de ce matin."),
        "billing_dispute": ("ma facture montre des frais inconnus.", "le montant est plus élevé que prévu."),
        "compliance": (
            "je veux savoir quelles données vous avez sur moi.",
            "je souhaite déposer une réclamation officielle.",
        ),
        "access": ("je ne peux plus me connecter depuis mon nouveau téléphone.", "mon compte est bloqué."),
        "delivery": ("mon colis ne bouge plus depuis des jours.", "il est marqué livré, mais rien n'est arrivé."),
        "troubleshooting": (
            "l'application se ferme à l'ouverture du panier.",
            "la synchronisation s'arrête en erreur.",
        ),
        "other": ("j'ai une question sur le programme de fidélité.", "où trouver les horaires de vos magasins ?"),
    },
    details=(
        "C'est ainsi depuis lundi.",
        "J'ai déjà lu l'aide.",
        "C'est la deuxième fois.",
        "J'aimerais une réponse aujourd'hui.",
    ),
    nudges=(
        "Avez-vous des nouvelles ?",
        "J'ai essayé, c'est pareil.",
        "Voici la capture demandée.",
        "Merci de vérifier.",
    ),
    again=("Malheureusement, cela recommence.", "Ce n'est pas encore réglé pour moi."),
    hellos=(
        "Bonjour et merci pour votre message.",
        "Merci de nous avoir contactés.",
        "Bonjour, je vous aide volontiers.",
    ),
    answers={
        "refund": (
            "J'ai vérifié le retour et j'applique notre politique de remboursement.",
            "Votre retour est enregistré ; le remboursement suit le moyen de paiement.",
        ),
        "cancellation": (
            "Je peux résilier et je vous le confirme par écrit.",
            "La résiliation prend effet à la fin de la période en cours.",
        ),
        "billing_dispute": (
            "Je compare la facture avec votre contrat.",
            "J'ai ouvert un contrôle ; la partie contestée est suspendue.",
        ),
        "compliance": (
            "L'équipe spécialisée traite la demande dans le délai légal.",
            "Votre réclamation est enregistrée et transmise selon la procédure.",
        ),
        "access": (
            "Vérifions que c'est bien vous, puis je débloque le compte.",
            "Un nouveau lien de connexion est parti.",
        ),
        "delivery": ("J'ai interrogé le transporteur.", "Je vois un retard au centre de tri."),
        "troubleshooting": (
            "Merci de mettre à jour l'application et de vider le cache.",
            "J'ai pu le reproduire et je regarde les journaux.",
        ),
        "other": ("Je vous explique volontiers.", "Vous trouvez cela dans votre compte, sous services."),
    },
    progress=(
        "J'attends la réponse de mes collègues.",
        "Quelle version utilisez-vous ?",
        "La vérification est en cours.",
    ),
    solved=("C'est réglé.", "Tout est rentré dans l'ordre."),
    closings=("Cordialement", "Bonne journée"),
    spam=("Améliorez votre visibilité avec notre offre.", "Vous avez gagné un lot."),
)
