"""What is wrong in an archive, told without changing anything.

`findings`   what reading found odd, original by original, and what to do about it
`fixity`     whether every original is still the one that was registered
"""
