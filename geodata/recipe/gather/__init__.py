"""Gathers places from the unpacked packages and the curated tables into JSON lines for the packer."""
