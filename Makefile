# The work is in config/launch. Everything needs only Python 3.11 or newer.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
LAUNCH = $(PYTHON) -m config.launch

.PHONY: run dev test bench reset who format messages

run dev test reset who format:
	@$(LAUNCH) $@

bench messages:
	@$(LAUNCH) manage $@
