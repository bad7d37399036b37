"""The privacy notice: what it must say, who may publish it, and every version there ever was."""
