"""Who may edit: until roles exist, only those who sit at the machine that serves."""

import getpass
import os
from ipaddress import ip_address

import streamlit as st
from streamlit import config

FORWARDING = (
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
    "x-forwarded-server", "x-real-ip",
)  # fmt: skip
"""Headers of a proxy: whoever comes through one need not sit at this machine."""


def may_edit() -> bool:
    """Return whether this reader may edit: a loopback server, reached without a proxy.

    Checked on the server at each run and again where something is written, never by hiding a
    button alone.
    """
    headers = {name.lower() for name in st.context.headers}
    return _is_bound_to_loopback() and not headers.intersection(FORWARDING)


def _is_bound_to_loopback() -> bool:
    # A flag, the environment or the file may say where we listen: each that speaks must say here.
    said = {os.environ.get("STREAMLIT_SERVER_ADDRESS"), config.get_option("server.address")}
    addresses = [str(address) for address in said if address]
    return bool(addresses) and all(_is_loopback(address) for address in addresses)


def _is_loopback(address: str) -> bool:
    try:
        return address == "localhost" or ip_address(address).is_loopback
    except ValueError:
        return False


def editor() -> str:
    """Return who is signed in on this machine, for the journals; empty if it cannot be told."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
