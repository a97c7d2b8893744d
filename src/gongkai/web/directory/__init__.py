"""机关和人员名录: the acts on organs, people and their roles, and the office's pages of them."""
