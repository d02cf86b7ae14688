"""Trains SynapseML's AccessAnomaly on rows that Log Analytics exported, for the app to score with."""
