# The service as a container: web, worker and beat are the same image with another command (docker-compose.yml).

FROM python:3.11-slim AS packages
WORKDIR /srv/ehcp
COPY requirements.lock .
RUN python -m venv /opt/ehcp \
 && /opt/ehcp/bin/pip install --no-cache-dir --require-hashes -r requirements.lock


FROM python:3.11-slim
# Plans and letters as PDF need these.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/ehcp --create-home ehcp

ENV PATH=/opt/ehcp/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ENVIRONMENT=production \
    VAR=/var/lib/ehcp \
    BIND=0.0.0.0:8000 \
    STATIC_ROOT=/srv/static

COPY --from=packages /opt/ehcp /opt/ehcp
WORKDIR /srv/ehcp
COPY . .
# The key and the address are for this step only: static files depend on neither.
RUN SECRET_KEY=for-this-step-only SITE_URL=https://plans.council.example python manage.py collectstatic --noinput

USER ehcp
VOLUME /var/lib/ehcp
EXPOSE 8000
CMD ["gunicorn", "ehcp.wsgi"]
