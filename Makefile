# make site   the sample archive as a site, from nothing
# make test   everything that CI runs
# Both create .venv on first use and are quick afterwards.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# As root on Debian what is missing is installed; elsewhere it is named.
APT := $(shell [ "$$(id -u)" = 0 ] && command -v apt-get)
export DEBIAN_FRONTEND := noninteractive

.PHONY: site test lint types tests browser nginx office clean

site: $(VENV)/.installed
	@$(BIN)/duizhao build || [ $$? -eq 1 ]
	@echo "网站建好了，双击打开：$(CURDIR)/site/index.html"

# Tests come last, so that pytest's closing line is the last line of a run that passes.
test: browser nginx office lint types tests

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

PYTEST := PYTHONWARNDEFAULTENCODING=1 $(BIN)/python -m pytest
tests: $(VENV)/.installed-test
	$(PYTEST) --numprocesses auto --dist loadfile

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "没有找到 Python 3.11 或更高版本，请先安装（或 make PYTHON=路径）"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		[ -n "$(APT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv; } || { \
		echo "Python 缺少 venv 模块，请先安装（Debian：apt-get install python3-venv）"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.installed

# Browser tests drive the system's own Chromium.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		[ -n "$(APT)" ] && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } || \
		echo "没有 Chromium，浏览器测试将跳过（Debian：apt-get install chromium fonts-noto-cjk）"

# The nginx configuration in deploy/ is tested by a real nginx; as it is installed here it is not started as a service.
NO_START := /usr/sbin/policy-rc.d
nginx:
	@PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || { \
		[ -n "$(APT)" ] && apt-get update -qq && { \
		[ -e $(NO_START) ] || { made=1; printf '#!/bin/sh\nexit 101\n' > $(NO_START); chmod 755 $(NO_START); }; \
		apt-get install -y -qq --no-install-recommends nginx; code=$$?; \
		[ -z "$$made" ] || rm -f $(NO_START); [ $$code = 0 ]; }; } || \
		echo "没有 nginx，部署配置的测试将跳过（Debian：apt-get install nginx）"

# LibreOffice reads .doc, .wps and .rtf, and is what our Word files, tables and automatic numbers are compared with.
office:
	@command -v soffice >/dev/null && [ -z "$(APT)" -o -e /usr/lib/libreoffice/program/libsclo.so ] || { \
		[ -n "$(APT)" ] && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui; } || \
		echo "没有 LibreOffice，要用它的测试将跳过（Debian：apt-get install libreoffice-writer-nogui libreoffice-calc-nogui）"

clean:
	rm -rf $(VENV) site .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
