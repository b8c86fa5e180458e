# 青海工运编辑部的工作系统。`make` 显示这里有什么。
# JOURNAL_VAR=文件夹  数据库、照片、PDF 等都写在这里（默认 var），两份可以同时运行；PORT=端口  网站的端口（默认 8000）。

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
PORT ?= 8000
export JOURNAL_VAR PORT

.DEFAULT_GOAL := help
.PHONY: help setup demo sample test check bench crowd requirements format clean

help: ## 显示这一页
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 24

setup: ## 建立环境：Python 软件包、编辑器；已经装好的不再装
	@found=; for name in python3.13 python3.12 python3.11 python3 python3.14 python; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo '没有找到 Python 3.11 或更新的版本，请先安装。(Python 3.11 or newer is needed; please install it first.)' >&2; exit 1; \
	fi; \
	$$found tools/setup.py

demo: setup ## 示例刊物：装好、排好，在 127.0.0.1:8000 打开网站
	@$(PYTHON) -m tools.serve

sample: setup ## 只排出示例刊物的 PDF，放在 var/sample/
	@$(PYTHON) -m tools.sample

test: setup ## 全部测试：SQLite、真的 PostgreSQL 和 Redis、浏览器里走一遍
	@$(PYTHON) -m tools.run_tests

check: setup ## 代码检查：格式、各室之间的引用、迁移、图、上线设置
	@$(PYTHON) -m tools.check

bench: setup ## 排版和比较的快慢和内存，Word 识别的准确率，三十人同时报送时的网站
	@$(PYTHON) -m bench

crowd: setup ## 只量三十人同时报送：有没有丢稿、重稿，网页慢了几倍（要 nginx，约六分钟）
	@$(PYTHON) -m bench.crowd

requirements: setup ## 由 requirements*.in 重新生成 requirements*.txt
	@$(PYTHON) -m tools.requirements

format: setup ## 按统一格式整理代码
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet .

clean: ## 删除装好的环境（不动数据）
	rm -rf .venv node_modules
