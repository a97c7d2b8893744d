"""Made reports: invented organs, figures that balance, the layouts met on the web, and planted defects.

organs → figures → narrative → draft → variants and defects → print (text, page) → file and its line of truth.
Everything is drawn from one random.Random, so that a seed always gives the same files.
"""
