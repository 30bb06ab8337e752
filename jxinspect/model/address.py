"""Where papers reach somebody, and whether he agreed to electronic service (D12; 行政处罚法 61 II, 民事诉讼法 90)."""

from jxinspect.model.base import Dated, ref


class ServiceAddress(Dated, table=True):
    """What a unit or a person confirmed in D12; the latest of the same party holds."""

    inspection_id: str = ref("inspection")
    unit_id: str = ref("unit")
    party: str  #: who confirmed: the unit by its name, or a person
    address: str
    postcode: str = ""
    receiver: str  #: 指定收件人
    phone: str
    electronic: str = ""  #: address or system of electronic service: e-mail, fax, account
    consents: bool  #: 同意电子送达; without it nothing is served electronically
