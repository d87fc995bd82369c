"""Facts and KPIs once more, in plain, slow, obvious Python: what the engines are compared with."""
