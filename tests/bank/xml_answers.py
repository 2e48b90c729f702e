"""Loaded by Schemathesis, in an environment of its own: answers in XML as the schema sees them."""

from typing import Any
from xml.etree import ElementTree

import schemathesis


@schemathesis.deserializer("text/xml")
def read_xml(context: schemathesis.DeserializationContext, response: schemathesis.Response) -> Any:
    """The answer as values; one that is not well-formed is an error, which is reported."""
    return _value(ElementTree.fromstring(response.content))


def _value(element: ElementTree.Element) -> Any:
    """Elements by their names; one without any is its text, or its attributes if it has some."""
    if len(element):
        return {inner.tag: _value(inner) for inner in element}
    return dict(element.attrib) or element.text or ""
