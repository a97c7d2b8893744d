"""Closed lists of what an applicant may choose, as the form asks them and as papers write them."""

CITIZEN, ORGANISATION = "citizen", "organisation"
IDENTITIES = (
    ("resident", "居民身份证"),
    ("passport", "护照"),
    ("permit", "港澳台居民证件"),
    ("other", "其他有效身份证件"),
)
FORMS_OF_SUPPLY = (("electronic", "电子文档"), ("paper", "纸质"), ("inspection", "查阅、抄录"), ("", "没有要求"))
WAYS_OF_SUPPLY = (
    ("electronic", "电子邮件"),
    ("post", "邮寄"),
    ("in_person", "当面领取"),
    ("fax", "传真"),
    ("", "没有要求"),
)
HELP = (
    ("", "不需要"),
    ("large_print", "大字的文件"),
    ("reading_aloud", "朗读或者有声的答复"),
    ("sign_language", "手语沟通"),
    ("explaining", "当面讲解"),
    ("other", "其他帮助，请与我联系"),
)
