"""Review: the runs of a quarter compared; risks, actions, disputes and evidence held against them."""
