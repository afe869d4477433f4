from django.urls import path

from alongside.evidence.views import public

app_name = "evidence-public"
RUN = "<slug:project>/how-this-was-run/pack/<uuid:public_pack>/"
urlpatterns = [
    path(RUN, public.pack_zip, name="pack"),
    path(RUN + "pdf/", public.pack_pdf, name="pdf"),
]
