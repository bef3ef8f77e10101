"""Made-up exports in the formats whose layout is their importer's own, so that none can be made of the declaration."""

from __future__ import annotations

from kpi_xl.importing.staged import Answers
from kpi_xl.testing import Sample

_RULE = "# ----------------------------------------\n"
_GA4 = (
    f"{_RULE}# Traffic acquisition\n# Account: Made Up\n# Property: made-up.example - GA4\n{_RULE}# \n"
    "# Start date: 20261001\n# End date: 20261031\n"
)
_FOLLOWERS = ("Location", "Job function", "Seniority", "Industry", "Company size")
_DAYS = ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"]

WRITTEN = {
    "ga4": [
        Sample(
            "data-export.csv",
            f"{_GA4}Session default channel group,Date,Users,Sessions,Engaged sessions\n"
            "Organic Social,20261002,9,10,4\nDirect,20261001,18,20,11\n",
            "ga4_report",
            {"web": 2},
            {"web.sessions": 30},
        ),
        Sample(
            "download.csv",
            f"{_RULE}# Made Up - GA4\n# Free form 1\n# 20261001-20261007\n{_RULE}\n"
            "Event name,Date,Event count,Sessions\n,,50,9\nclick,20261001,20,5\npurchase,20261007,30,4\n",
            "ga4_explore",
        ),
    ],
    "linkedin": [
        Sample.workbook(
            "made-up_followers.xlsx",
            {"New followers": [_DAYS, ["10/30/2026", 0, 5, 0, 5], ["10/31/2026", 0, -2, 0, -2]]}
            | {name: [[name, "Total followers"], ["A", 3]] for name in _FOLLOWERS},
            format="linkedin_followers",
            totals={"account_daily.net_follows": 3},
        ),
        Sample.workbook(
            "made-up_competitor_analytics.xlsx",
            {
                "COMPETITORS": [
                    ["10/1/2026", "10/31/2026"],
                    ["Page", "Total Followers", "New Followers", "Total post engagements", "Total posts"],
                    ["Ours", 400, 5, 6, 7],
                    ["Theirs", 900, 8, 9, 10],
                ]
            },
            format="linkedin_competitors",
            answers=Answers(account="Ours"),
        ),
    ],
    "mailchimp": [
        Sample(
            "report.csv",
            '"Email Campaign Report"\n"Title:","Autumn"\n"Subject Line:","New"\n'
            '"Delivery Date/Time:","Fri, Oct 09, 2026 09:30 pm"\n"Overall Stats"\n"Total Recipients:","1,902"\n'
            '"Successful Deliveries:","1,893"\n"Bounces:","9 (0.5%)"\n"Recipients Who Opened:","500 (26.4%)"\n'
            '"Total Opens:","700"\n"Recipients Who Clicked:","40 (2.1%)"\n"Total Clicks:","55"\n"Total Unsubs:","3"\n',
            "mailchimp_campaign_report",
            {"email_campaigns": 1},
        ),
    ],
    "meta_business_suite": [
        Sample(
            "Instagram Reach.csv",
            'sep=,\n"Facebook reach"\n"Date","Primary"\n"2026-10-01T00:00:00","5"\n"2026-10-02T00:00:00","7"\n\n'
            '"Instagram follows"\n"Date","Primary"\n"2026-10-01T00:00:00","3"\n',
            "meta_daily",
            {"account_daily": 3},
            {"account_daily.follows": 3},
        ),
        Sample(
            "Audience.csv",
            'sep=,\n"Age & gender"\n"","Women","Men"\n"18-24","60.5","30.5"\n"65+","5","4"\n\n'
            '"Top cities"\n"Oslo, Norway","Bergen, Norway"\n"40","2.5"\n',
            "meta_audience",
        ),
    ],
    "microsoft_ads": [
        Sample(
            "Campaign_performance.csv",
            '"Report Name: Campaign performance"\n"Report Time: 6/10/2026,6/16/2026"\n'
            '"Time Zone: (GMT+01:00) Amsterdam, Berlin"\n"Report Aggregation: Daily"\n"Report Filter: "\n'
            '"Potential Incomplete Data: false"\n"Rows: 2"\n\n'
            '"Gregorian date","Account name","Campaign name","Currency code","Impressions","Clicks","Spend"\n'
            '"6/10/2026","Made up","A","NOK","1,000","40","100.50"\n'
            '"6/16/2026","Made up","B","NOK","500","20","50.25"\n'
            '\n"©2026 Microsoft Corporation. All rights reserved. "\n',
            "microsoft_ads",
            {"ads": 2},
            {"ads.spend": 150.75},
        ),
        Sample(
            "Kampagnen.csv",
            '"Datum";"Kampagne";"Ausgaben";"Impressionen"\n"16.06.2026";"A";"1.009,50";"10"\n'
            '\n"©2026 Microsoft Corporation. All rights reserved. "\n',
            "microsoft_ads_signed",
            {"ads": 1},
            {"ads.spend": 1009.5},
        ),
    ],
    "google_ads": [
        Sample(
            "report.csv",
            "Ad group report\nSeptember 17, 2026 - October 1, 2026\nAd group,Cost,Impr.,Clicks\n"
            'A,"1,275.35",6111,419\nTotal: Campaign,"1,275.35",6111,419\n',
            "google_ads_framed",
            {"ads": 1},
            {"ads.spend": 1275.35},
        ),
    ],
    "matomo": [
        Sample(
            "report.csv",
            "Visits Summary\nnb_uniq_visitors,nb_visits,nb_actions\n57,66,200\n\nGoals\nNo data available\n\n"
            "Channel Type\nlabel,nb_visits,nb_actions\nSocial Networks,40,100\nDirect Entry,26,100\n",
            "matomo",
            {"web": 3},
        ),
    ],
    "plausible": [
        Sample(
            "sources.csv",
            "name,visitors,bounce_rate,visit_duration\nFacebook,5,40,60\nGoogle,7,40,60\n",
            "plausible_lists",
            {"web": 2},
        ),
        Sample("browsers.csv", "name,visitors,percentage\nFirefox,5,41.7\nChrome,7,58.3\n", "plausible_other_lists"),
    ],
    "universal_analytics": [
        Sample(
            "Analytics.csv",
            f"{_RULE}# All Web Site Data\n# Channels\n# 20150401-20150430\n{_RULE}\n"
            "Default Channel Grouping,Sessions,Pages / Session\nSocial,20,1.5\nDirect,30,1.2\n,50,1.3\n\n"
            "Day Index,Sessions\n4/1/15,24\n4/30/15,26\n,50\n",
            "universal_analytics",
            {"web": 4},
        ),
    ],
    "pinterest": [
        Sample(
            "Pinterest Analytics overview.csv",
            "Analytics overview\n2026-10-01 - 2026-10-03\nContent types,All\nPublish Types,\n\n"
            "Date,Impressions\n2026-10-01,121\n2026-10-02,\n2026-10-03,5\n",
            "pinterest_overview",
            {"account_daily": 3},
            {"account_daily.impressions": 126},
        ),
    ],
    "google_forms": [
        Sample(
            "Answers.csv",
            "Timestamp,How likely are you to recommend us?\n2026/10/05 3:24:15 PM GMT+2,10\n"
            "2026/10/06 3:24:15 PM GMT+2,3\n",
            "google_forms",
            {"survey_responses": 2},
        ),
    ],
    "surveymonkey": [
        Sample(
            "survey.csv",
            "Respondent ID,Collector ID,Start Date,End Date,How satisfied are you?,Comment\n,,,,Response,Open-Ended\n"
            "11122233344,5,10/05/2026 10:00:00,10/25/2026 10:05:00,5,Good\n"
            "11122233345,5,10/05/2026 11:00:00,10/26/2026 11:05:00,4,\n",
            "surveymonkey",
            {"survey_responses": 2},
        ),
        Sample(
            "no scores.csv",
            "RespondentID,Do you like us?\n,Response\n11122233344,Yes\n",
            "surveymonkey_without_scores",
        ),
    ],
    "tiktok": [
        Sample(
            "Content.csv",
            '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"\n'
            '"May 3","A","https://www.tiktok.com/@made.up/video/7635000000000000001","May 1","5","1","2","1,030"\n',
            "tiktok_content",
            {"posts": 1},
            {"posts.views": 1030},
        ),
    ],
    "youtube": [
        Sample("Totals.csv", "Date,Views\n2026-08-13,5\n2026-09-01,7\n", "youtube_totals", {"account_daily": 2}),
        Sample("Totals.csv", "Date,Engaged views\n2026-08-01,5\n", "youtube_totals_left_out"),
    ],
    "typeform": [
        Sample(
            "responses.csv",
            "#,How likely are you to recommend us?,Response Type,Start Date (UTC),Submit Date (UTC),Network ID\n"
            "r1,10,completed,2026-10-05 08:00:00,2026-10-05 08:02:00,n1\n"
            "r2,0,completed,2026-10-25 08:00:00,2026-10-25 08:02:00,n2\n",
            "typeform",
            {"survey_responses": 2},
        ),
    ],
}  # fmt: skip
