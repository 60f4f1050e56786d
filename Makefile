# One door for every command; the work is done by the scripts in .ci/.
# Variables: PORT (8000), HOST (127.0.0.1), WORKERS (2), PYTHON (found by itself),
# CITY (takasaki; azumino is another city, in a database of its own),
# PART (of `make assure`, else all; see .ci/assure.sh), LOCKED (true: the pinned packages or none).
.DEFAULT_GOAL := help
.PHONY: help run demo papers test check-fast fix bench assure lock sbom clean

help: ## この一覧を表示する
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 17

run: ## 足りないものを入れ、見本のデータで動かす（http://127.0.0.1:8000/、番号は PORT= で、市は CITY=azumino で変わる）
	@.ci/setup.sh run
	@.ci/serve.sh web

demo: ## 見本のデータだけを整える
	@.ci/setup.sh run
	@.ci/serve.sh data

papers: ## 印刷物をすべて ./out に作る
	@.ci/setup.sh run
	@.ci/serve.sh papers

test: ## すべての検査と試験（SQLite・PostgreSQL・ブラウザー）
	@.ci/setup.sh test
	@.ci/suite.sh full

check-fast: ## 手早い検査と試験（SQLite だけ、1 分以内）
	@.ci/setup.sh check
	@.ci/suite.sh fast

fix: ## 書き方を自動で直す
	@.ci/setup.sh check
	@.ci/suite.sh fix

assure: ## 長い証明（60 分以内）をすべて動かし、docs/assurance.md を書く
	@.ci/setup.sh test
	@.ci/assure.sh $(PART)

bench: ## 速さを測る（SQLite・PostgreSQL、比で読む。結果は out/bench.md）
	@.ci/setup.sh test
	@.ci/bench.sh

lock: ## 部品の版と指紋を固定し直す（requirements.txt、requirements-dev.txt）
	@.ci/lock.sh

sbom: ## 部品の一覧（out/sbom.cdx.json）と使用許諾（docs/licences.md）を書く
	@.ci/setup.sh run
	@.ci/serve.sh parts

clean: ## 作り直せるもの（.venv・out・一時ファイル）を消す。データは残る
	@rm -rf .venv out staticfiles .ruff_cache .pytest_cache .local/reports .local/*.log *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
