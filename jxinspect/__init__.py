"""jxinspect: on-site inspection of social insurance funds, from plan to closed dossier."""

__version__ = "0.1.0"
