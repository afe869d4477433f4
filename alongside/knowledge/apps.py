from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "alongside.knowledge"
    label = "knowledge"
