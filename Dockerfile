# The exporter as an image: docker build -t opd-exporter .
#
# The base is pinned to a minor version of Python and a release of Debian; building again brings in its security fixes.
# With PDF (evaluate --format pdf), some 60 MB more: docker build --build-arg EXTRA=rapat -t opd-exporter .
# A digest (FROM python:3.13-slim-bookworm@sha256:...) is for whoever builds for a registry: write the one that was
# pulled and tested, `docker inspect --format '{{index .RepoDigests 0}}' python:3.13-slim-bookworm`, in both lines.
FROM python:3.13-slim-bookworm AS build
ARG EXTRA=
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv --without-pip /opt/opd-exporter && python -m venv /opt/tools
COPY requirements.txt requirements-rapat.txt requirements-build.txt ./
RUN /opt/tools/bin/python -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r requirements-build.txt \
 && /opt/tools/bin/python -m pip --python /opt/opd-exporter/bin/python install --quiet \
      --no-deps --require-hashes --only-binary :all: -r requirements${EXTRA:+-$EXTRA}.txt
COPY pyproject.toml README.md LICENSE ./
COPY exporter exporter
COPY docs docs
RUN /opt/tools/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /wheel . \
 && /opt/tools/bin/python -m pip --python /opt/opd-exporter/bin/python install --quiet --no-deps /wheel/*.whl

FROM python:3.13-slim-bookworm
ARG EXTRA=
RUN [ "$EXTRA" != rapat ] || { apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*; }
RUN groupadd --gid 10001 opd-exporter \
 && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin opd-exporter \
 && install -d -o 10001 -g 10001 -m 0750 /var/lib/opd-exporter
COPY --from=build /opt/opd-exporter /opt/opd-exporter
COPY config /etc/opd-exporter
ENV PATH=/opt/opd-exporter/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 9877
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9877/-/ready', timeout=4)"]
ENTRYPOINT ["opd-exporter"]
CMD ["serve", "--config", "/etc/opd-exporter/kota-serang.yml", "--listen", "0.0.0.0:9877", "--data-dir", "/var/lib/opd-exporter"]
