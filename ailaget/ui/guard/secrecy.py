"""What Streamlit tells each browser of the machine that it runs on, taken out of its messages."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


def is_of_the_machine(sent: ForwardMsg) -> bool:
    """Return whether a message holds nothing but facts of the machine: it is not sent at all."""
    return sent.WhichOneof("type") == "git_info_changed"


def without_machine(sent: ForwardMsg) -> bytes:
    """Return a message that starts a run without the versions and paths of this machine.

    The browser compares the version with that of its last message, and so needs the same each time.
    """
    start = sent.new_session
    start.ClearField("main_script_path")
    if start.initialize.HasField("environment_info"):
        facts = start.initialize.environment_info
        facts.streamlit_version = facts.python_version = facts.server_os = ""
    message: bytes = sent.SerializeToString()
    return message
