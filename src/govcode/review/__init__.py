"""Review: the runs of a quarter compared; risks, actions, disputes and evidence held against them.

Each chapter is a file with what it tells and the function that finds it; `govcode.review.review` puts them together.
"""
