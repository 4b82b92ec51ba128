"""What holds for every test."""

from hypothesis import settings

# A slow or busy machine is no defect: how long an example takes is measured in bench/, not here.
settings.register_profile("pastdue", deadline=None, print_blob=True)
settings.load_profile("pastdue")
