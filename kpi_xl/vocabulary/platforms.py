"""Platforms by the names that canonical rows carry, and which of them belong together."""

from __future__ import annotations

from collections.abc import Mapping

SOCIAL: Mapping[str, str] = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "x": "X",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "pinterest": "Pinterest",
    "threads": "Threads",
    "snapchat": "Snapchat",
    "reddit": "Reddit",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "tumblr": "Tumblr",
}
ADS: Mapping[str, str] = {
    "meta_ads": "Meta Ads",
    "google_ads": "Google Ads",
    "linkedin_ads": "LinkedIn Ads",
    "tiktok_ads": "TikTok Ads",
    "x_ads": "X Ads",
    "pinterest_ads": "Pinterest Ads",
    "snapchat_ads": "Snapchat Ads",
    "microsoft_ads": "Microsoft Ads",
    "reddit_ads": "Reddit Ads",
}

MEASURING: Mapping[str, str] = {
    "ga4": "Google Analytics",
    "universal_analytics": "Universal Analytics",
    "matomo": "Matomo",
    "plausible": "Plausible",
}

# Shops, CRM, mail, care, surveys and listening: where a figure is from, never a platform of its own.
SERVICES: Mapping[str, str] = {
    "google_search_console": "Google Search Console",
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "hubspot": "HubSpot",
    "salesforce": "Salesforce",
    "pipedrive": "Pipedrive",
    "mailchimp": "Mailchimp",
    "brevo": "Brevo",
    "zendesk": "Zendesk",
    "intercom": "Intercom",
    "google_forms": "Google Forms",
    "surveymonkey": "SurveyMonkey",
    "typeform": "Typeform",
    "delighted": "Delighted",
    "brandwatch": "Brandwatch",
    "meltwater": "Meltwater",
    "talkwalker": "Talkwalker",
    "mention": "Mention",
    "brand24": "Brand24",
    "sprout_social": "Sprout Social",
    "hootsuite": "Hootsuite",
    "buffer": "Buffer",
    "metricool": "Metricool",
    "inputs": "inputs.xlsx",
}
_NAMES: Mapping[str, str] = {**SERVICES, **MEASURING, **ADS, **SOCIAL}

# What else people call them.
OTHER_NAMES: Mapping[str, str] = {
    "fb": "facebook",
    "ig": "instagram",
    "insta": "instagram",
    "li": "linkedin",
    "twitter": "x",
    "x twitter": "x",
    "tik tok": "tiktok",
    "yt": "youtube",
    "you tube": "youtube",
    "snap": "snapchat",
    "facebook ads": "meta_ads",
    "fb ads": "meta_ads",
    "instagram ads": "meta_ads",
    "adwords": "google_ads",
    "twitter ads": "x_ads",
    "google analytics": "ga4",
    "google analytics 4": "ga4",
    "analytics": "ga4",
}

# The organic figures of these platforms already hold what the ads platform delivered: the two are never added.
HOLD_PAID: Mapping[str, tuple[str, ...]] = {"meta_ads": ("facebook", "instagram"), "linkedin_ads": ("linkedin",)}

# Whose costs and revenue belong to a social platform where a KPI asks for both.
PAIRED_ADS: Mapping[str, str] = {
    "facebook": "meta_ads",
    "instagram": "meta_ads",
    "linkedin": "linkedin_ads",
    "tiktok": "tiktok_ads",
    "x": "x_ads",
    "pinterest": "pinterest_ads",
    "snapchat": "snapchat_ads",
    "reddit": "reddit_ads",
    "youtube": "google_ads",
}


def platform_name(platform: str) -> str:
    """How the platform or service writes its own name; an unknown one as it stands."""
    return _NAMES.get(platform, platform)
