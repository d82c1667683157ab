"""What is known of files from the last time that they were read, and whether it still holds.

To ask takes no time beside what it takes to load the rules, the models or YAML: of these nothing
is loaded before a file has to be read.
"""
