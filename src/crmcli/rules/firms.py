"""What is left of a company's name without the place where it is registered, and what its name is made of."""

import re
from functools import lru_cache
from typing import NamedTuple

from crmcli.rules.names import company_words, fold

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南"
    " 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 廣東 臺灣 浙江 江蘇 福建"
)
_CITIES = (
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 沈阳 大连 鞍山 抚顺 长春 哈尔滨 大庆 南京 无锡 徐州"
    " 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟 太仓 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州"
    " 舟山 台州 丽水 义乌 永康 慈溪 余姚 乐清 瑞安 合肥 芜湖 蚌埠 淮南 马鞍山 安庆 福州 厦门 莆田 三明 泉州 漳州 晋江 石狮 南昌"
    " 景德镇 九江 赣州 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳"
    " 新乡 焦作 许昌 南阳 武汉 黄石 十堰 宜昌 襄阳 荆州 长沙 株洲 湘潭 衡阳 岳阳 常德 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名"
    " 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 顺德 南宁 柳州 桂林 海口 三亚 成都 自贡 泸州 德阳 绵阳 乐山 宜宾"
    " 贵阳 遵义 昆明 曲靖 西安 宝鸡 咸阳 兰州 西宁 银川 乌鲁木齐 呼和浩特 包头 廣州 東莞 寧波 廈門 蘇州"
)
_LATIN = frozenset(
    """
    china beijing tianjin shanghai chongqing hebei shanxi liaoning jilin heilongjiang jiangsu zhejiang anhui fujian
    jiangxi shandong henan hubei hunan guangdong hainan sichuan guizhou yunnan shaanxi gansu qinghai taiwan guangxi
    ningxia xinjiang hongkong hk macau shijiazhuang tangshan baoding shenyang dalian changchun harbin nanjing wuxi
    xuzhou changzhou suzhou nantong yangzhou zhenjiang taizhou kunshan jiangyin zhangjiagang hangzhou ningbo wenzhou
    jiaxing huzhou shaoxing jinhua yiwu yongkang cixi yuyao yueqing ruian hefei wuhu fuzhou xiamen putian quanzhou
    zhangzhou jinjiang nanchang jinan qingdao zibo yantai weifang jining weihai linyi zhengzhou luoyang anyang wuhan
    yichang changsha zhuzhou guangzhou shenzhen zhuhai shantou foshan jiangmen zhanjiang zhaoqing huizhou dongguan
    zhongshan chaozhou jieyang shunde nanning guilin haikou chengdu kunming xian lanzhou canton
    """.split()
)
_CHINESE_PLACES = frozenset(f"中国 中國 {_PROVINCES} {_CITIES}".split())
_LONGEST = max(map(len, _CHINESE_PLACES))
_PLACE_MARKS = re.compile(r"^(?:省|市|自治区|特别行政区)")
_DISTRICT = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:[区區县縣]|新区)(?=[\u4e00-\u9fff]{2})")
_UNLISTED = re.compile(r"^([\u4e00-\u9fff]{2,4}?)市(?=[\u4e00-\u9fff]{2})")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What says what a firm does, and not which one it is.
_TRADES = frozenset(
    """
    trading trade machinery machine machines electric electronics electronic technology technologies tech industry
    industries industrial group international import export imports exports global manufacturing equipment tools
    tool hardware furniture textile textiles garment plastics plastic metal steel food foods chemical chemicals
    packaging lighting auto parts services service solutions holding enterprise enterprises development
    """.split()
)
_CHINESE_TRADES = re.compile(
    r"^(?:机电|电子|科技|贸易|进出口|机械|设备|实业|工业|电器|家具|五金|塑料|包装|集团|商贸|国际|技术|制造|工程|有限|公司)+$"
)


class Firm(NamedTuple):
    """A company's name taken apart: what it is called wherever it is, and where it is, "" where that is not said."""

    core: str
    place: str
    words: tuple[str, ...]


@lru_cache(2_000)
def firm_of(name: str) -> Firm:
    """Return a company's name taken apart; core "" where nothing is left that tells it from others."""
    words = company_words(fold(name))
    whole = "".join(words)
    if _CHINESE.search(whole):
        core, place = _without_chinese_place(whole)
        telling = len(core) > 1 and not _CHINESE_TRADES.fullmatch(core)
        return Firm(core if telling else "", place, tuple(words))
    kept = list(words)
    place = ""
    while len(kept) > 1 and kept[0] in _LATIN:
        place = place or kept[0]
        kept = kept[1:]
    if len(kept) > 1 and kept[-1] in _LATIN:
        place, kept = place or kept[-1], kept[:-1]
    telling = any(word not in _TRADES for word in kept)
    return Firm("".join(kept) if telling else "", place, tuple(words))


def _without_chinese_place(text: str) -> tuple[str, str]:
    """Return a Chinese name without the places it begins or ends with, and the nearest of those."""
    place = ""
    while True:
        found = _leading_place(text)
        if not found or len(text) - len(found[1]) < 2:
            break
        place, text = found[0], text[len(found[1]) :]
    district = _DISTRICT.match(text)
    if place and district:
        text = text[district.end() :]
    for length in range(min(_LONGEST, len(text) - 2), 1, -1):
        if text[-length:] in _CHINESE_PLACES:
            return text[:-length], place or text[-length:]
    return text, place


def _leading_place(text: str) -> tuple[str, str] | None:
    """Return the place that a name begins with, and all that names it there."""
    for length in range(min(_LONGEST, len(text) - 2), 1, -1):
        if text[:length] in _CHINESE_PLACES:
            mark = _PLACE_MARKS.match(text[length:])
            return text[:length], text[: length + (mark.end() if mark else 0)]
    unlisted = _UNLISTED.match(text)
    return (unlisted.group(1), unlisted.group()) if unlisted else None
