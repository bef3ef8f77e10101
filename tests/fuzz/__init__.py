"""Mangled exports: whatever a file holds, it is imported whole or refused with a reason, soon and in little memory."""
