"""How data are handed over: formats, encodings, ways (办法 23(一) asks for 范围、格式、时限; 办法 23 II for safety)."""

from __future__ import annotations

from jxinspect.law.terms import Term


class FileFormat(Term):
    """Formats of files that a unit may hand over."""

    XLSX = "xlsx", "XLSX 电子表格"
    CSV = "csv", "CSV 文本（逗号分隔，首行为字段中文名）"


class Encoding(Term):
    """Encodings of text files."""

    UTF_8 = "utf-8", "UTF-8"
    GB18030 = "gb18030", "GB 18030"


class DataWay(Term):
    """Ways on which data travel; public e-mail and messengers are none (办法 23 II; 数据安全法 38, 39)."""

    ENCRYPTED_MEDIUM = "encrypted_medium", "加密移动存储介质，由专人送达，密码另行告知"
    DEDICATED_NETWORK = "dedicated_network", "人力资源社会保障业务专网"


#: How a file is named; the parts are those of the notice.
NAMING = "单位名称_表名_所属期间起止_序号"


def file_name(unit: str, table: str, period: str, form: FileFormat) -> str:
    """An example of a file name by `NAMING`."""
    return f"{unit}_{table}_{period}_01.{form.value}"
