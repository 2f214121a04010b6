"""A small material for tests that need any, not a particular one."""

from __future__ import annotations


def material_text(unit: str, year: int = 2021) -> str:
    """A material of the 2021 framework, of the given unit."""
    return f"""{unit}领导班子{year}年度民主生活会对照检查材料

按照县委通知要求，班子认真学习，广泛听取意见，现将对照检查情况报告如下。

一、存在的问题
（一）带头深刻感悟“两个确立”的决定性意义方面
一是学习不系统。{unit}全年集中学习次数不少，联系实际不够。
二是领会不深入。对新精神的理解停留在字面上。
（二）带头践行以人民为中心的发展思想方面
一是走访不勤。到基层去得少，听汇报多。
二、原因分析
（一）理论武装不够。平时忙于事务，读书少。
三、整改措施
（一）加强学习。每周安排半天集中学习。

以上对照检查如有不妥，请批评指正。
"""
