# Build: the SDK restores, builds and publishes the server (and the simulator beside it, which only rehearsal starts).
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Cendra.Server -c Release -o /app

# Run: no SDK, no root. Data and keys are the only folders that may be written.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN mkdir -p /var/lib/cendra/data /var/lib/cendra/keys && chown -R "$APP_UID:$APP_UID" /var/lib/cendra && chmod 700 /var/lib/cendra/data /var/lib/cendra/keys
COPY --from=build /app /app
WORKDIR /app
USER $APP_UID
ENV ASPNETCORE_URLS=http://0.0.0.0:8080 \
    Data__Folder=/var/lib/cendra/data \
    Keys__Folder=/var/lib/cendra/keys \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080
VOLUME ["/var/lib/cendra/data", "/var/lib/cendra/keys"]
# The image has no curl; bash can ask.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && IFS= read -r -t 4 line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["dotnet", "Cendra.Server.dll"]
