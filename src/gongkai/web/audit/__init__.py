"""事件和审计: what happened, in an order that nobody can change afterwards; and the one way to make it happen."""
