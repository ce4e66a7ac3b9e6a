"""Other people's tools driving the model: SALib and the EMAworkbench.

Mesa's own ``batch_run`` takes `pmg_sim.PeerMentoringModel` as it is.
"""
