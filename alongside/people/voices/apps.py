from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "alongside.people.voices"
    label = "voices"
