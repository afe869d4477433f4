from alongside.commands import run

run()
