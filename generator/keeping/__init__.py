"""What was learnt from files when they were last read, and whether it still holds.

Asking takes almost no time compared with loading the rules, the models or YAML, so none of these is
loaded until a file has to be read.
"""
