"""A password that is new in every installation and easy to type from paper."""

import secrets

WORD_LIST = """
ajisai akatonbo asagao asahi azuki budou chidori daikon danro enaga engawa fujisan fukurou
fuusen ginnan gohan goma hagoromo hamaguri hanabi harusame hasami hatake higasa himawari
hinata hotaru ichigo igaguri ikada inaho ishidan itadori jagaimo kabocha kaeru kagaribi
kakashi kamakura karasu kaseki kawara kazaguruma keyaki kikyou kinoko kitsune koinobori
komorebi konbu koyomi kujira kurumi kusabue magatama manbou matsukasa mikazuki mikoshi
minori mizuumi momiji mugiwara musubi nadeshiko nagaya namazu nashi niboshi nijiiro ninjin
nogiku nokogiri ochiba odango ohajiki okera onigiri origami otamajakushi renkon ringo rousoku
sakura sanpo sarusuberi sasabune satsuma sekitei semishigure shiitake shiokaze shirakaba
soramame suika sumire suzume takenoko tanabata tanpopo tatami temari tengusa tokei tonbo
tsubame tsukushi uchiwa uguisu umeboshi usagi wakame warabi wasabi yamabiko yamaneko yanagi
yozora yukata yukidaruma yuuyake zakuro zarigani zouri
"""


def new_password():
    """「komorebi-suika-hotaru-4721」: three different words and four digits, by chance alone."""
    words = secrets.SystemRandom().sample(WORD_LIST.split(), 3)
    return "-".join([*words, f"{secrets.randbelow(9000) + 1000}"])
