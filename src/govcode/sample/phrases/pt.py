"""Portuguese."""

from __future__ import annotations

from govcode.sample.phrases.phrasebook import Phrasebook

PT = Phrasebook(
    language="pt",
    greetings=("Olá,", "Bom dia,", "Boa tarde,", "Prezada equipa,"),
    asks={
        "refund": (
            "devolvi o casaco há duas semanas e ainda espero o dinheiro.",
            "cobraram uma encomenda cancelada, peço o reembolso.",
        ),
        "cancellation": ("quero cancelar a minha assinatura.", "cancelem por favor a encomenda desta manhã."),
        "billing_dispute": ("a minha fatura mostra uma taxa que não conheço.", "o valor é maior do que o combinado."),
        "compliance": (
            "quero saber que dados guardam sobre mim.",
            "quero apresentar uma reclamação formal sobre o atendimento.",
        ),
        "access": ("não consigo entrar desde que mudei de telefone.", "a minha conta aparece bloqueada."),
        "delivery": ("a encomenda está parada há dias.", "diz entregue, mas nada chegou."),
        "troubleshooting": ("a aplicação fecha quando abro o cesto.", "a sincronização para com um erro."),
        "other": ("tenho uma pergunta sobre o programa de pontos.", "onde vejo o horário das lojas?"),
    },
    details=(
        "Está assim desde segunda.",
        "Já li as páginas de ajuda.",
        "É a segunda vez.",
        "Gostava de resolver hoje.",
    ),
    nudges=("Há novidades?", "Tentei e continua igual.", "Aqui está a imagem.", "Obrigado por verificar."),
    again=("Infelizmente voltou a acontecer.", "Para mim ainda não está resolvido."),
    hellos=("Olá e obrigado pela mensagem.", "Obrigado pelo contacto.", "Olá, ajudo com gosto."),
    answers={
        "refund": (
            "Verifiquei a devolução e sigo a nossa política de reembolso.",
            "A devolução está registada; o dinheiro volta pelo mesmo meio.",
        ),
        "cancellation": ("Posso cancelar e confirmo por escrito.", "O cancelamento vale no fim do período em curso."),
        "billing_dispute": (
            "Estou a comparar a fatura com o contrato.",
            "Abri uma revisão e a parte contestada fica suspensa.",
        ),
        "compliance": (
            "A equipa especializada trata o pedido dentro do prazo legal.",
            "A reclamação está registada e encaminhada segundo o procedimento.",
        ),
        "access": ("Confirmamos que é o titular e desbloqueio a conta.", "Enviei uma nova ligação de acesso."),
        "delivery": ("Perguntei à transportadora pela encomenda.", "Vejo um atraso no centro de distribuição."),
        "troubleshooting": (
            "Atualize a aplicação e limpe a cache, por favor.",
            "Consegui reproduzir e vejo os registos.",
        ),
        "other": ("Explico com gosto como funciona.", "Encontra isto na sua conta, em serviços."),
    },
    progress=("Aguardo resposta dos colegas.", "Que versão utiliza?", "A verificação está em curso."),
    solved=("Está resolvido.", "Tudo voltou ao normal."),
    closings=("Cumprimentos", "Tenha um bom dia"),
    spam=("Melhore a sua posição com a nossa oferta.", "Ganhou um prémio."),
)
