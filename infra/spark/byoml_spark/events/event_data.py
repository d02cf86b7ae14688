import re

from byoml_spark.events.text import WHITE_SPACE, utf16_head

#: Windows events hold at most 64 KB; nothing past that is looked at.
_MAX_LENGTH = 65_536

_space = f"[{WHITE_SPACE}]"
# No quantifier crosses a `<`, and every match starts at one, so the time grows with the text's length only.
_data_element = re.compile(
    rf"""<Data{_space}+Name{_space}*={_space}*(?:"([^"<]*)"|'([^'<]*)'){_space}*>([^<]*)</Data{_space}*>"""
)
_entity = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));")
_named_entities = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def event_data_value(xml: object, name: str) -> str:
    """The value of `<Data Name="…">` in the `EventData` column, `""` where there is none.

    Nothing but `Data` elements is understood. The rules of `shared/events/eventDataXml.ts`.
    """
    if not isinstance(xml, str):
        return ""
    for match in _data_element.finditer(utf16_head(xml, _MAX_LENGTH)):
        double_quoted, single_quoted, value = match.groups()
        if _decode_entities(single_quoted if double_quoted is None else double_quoted) == name:
            return _decode_entities(value)
    return ""


def _decode_entities(text: str) -> str:
    return _entity.sub(_decoded, text)


def _decoded(match: re.Match[str]) -> str:
    decimal, hexadecimal, named = match.groups()
    if named is not None:
        return _named_entities[named]
    code_point = int(decimal) if decimal is not None else int(hexadecimal, 16)
    return chr(code_point) if code_point <= 0x10FFFF else match.group()
