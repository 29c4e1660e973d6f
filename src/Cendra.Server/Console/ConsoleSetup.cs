using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Files;
using Cendra.Server.Console.Links;
using Cendra.Server.Console.Queries;
using Cendra.Server.Rehearsal.Play.Stays;
using MudBlazor;
using MudBlazor.Services;

namespace Cendra.Server.Console;

/// <summary>The pages that hosts look at.</summary>
public static class ConsoleSetup
{
    /// <summary>Blazor, MudBlazor for behaviour, and one query or command class for each thing a page shows or does.</summary>
    public static void AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = UploadDesk.MostOfOneMessage);
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.ShowCloseIcon = false;
        });
        services.AddSingleton<ShellQuery>().AddSingleton<ArrivalsQuery>().AddSingleton<EscalationsQuery>().AddSingleton<StayQuery>().AddSingleton<RehearsalQuery>().AddSingleton<StandingCodesQuery>().AddSingleton<LocksQuery>().AddSingleton<CapacityQuery>().AddSingleton<LockOutsQuery>().AddSingleton<PropertiesQuery>().AddSingleton<ConnectionsQuery>()
            .AddSingleton<InboxQuery>().AddSingleton<ConversationQuery>().AddSingleton<EscalationPageQuery>().AddScoped<OutboundQuery>();
        services.AddSingleton<KnowledgeQuery>().AddSingleton<KnowledgeCountsQuery>().AddSingleton<ArticleQuery>().AddSingleton<SecretsQuery>().AddSingleton<CandidatesQuery>().AddSingleton<RequiredQuery>().AddSingleton<CoverageQuery>().AddSingleton<TestBoxQuery>()
            .AddSingleton<KnowledgeActs>().AddSingleton<CandidateActs>().AddSingleton<SecretReveal>().AddSingleton<TestTalk>().AddSingleton<KnowledgeFiles>();
        services.AddSingleton<ReleasesQuery>().AddSingleton<ReleaseActs>();
        services.AddSingleton<ApiKeysQuery>().AddSingleton<ApiKeySetUp>();
        services.AddSingleton<EscalationDesk>().AddSingleton<CodeReveal>().AddSingleton<FallbackReveal>().AddSingleton<PropertySetUp>().AddSingleton<ConnectionSetUp>().AddSingleton<NoticeLinks>().AddSingleton<StayControl>().AddSingleton<PromiseActs>().AddSingleton<GuestTextsQuery>().AddSingleton<GuestTextsSetUp>().AddSingleton<StaffQuery>()
            .AddSingleton<StayPlans>().AddSingleton<StayRehearsals>().AddSingleton<UploadDesk>().AddSingleton<SourcesQuery>().AddSingleton<SourceSetUp>().AddSingleton<SourceControl>().AddScoped<FoundCodeDesk>().AddScoped<ConversationActs>().AddScoped<DraftActs>().AddScoped<TranslationActs>().AddScoped<OutboundControl>().AddSingleton<OutgoingWebhooksQuery>().AddSingleton<OutgoingWebhookSetUp>().AddSingleton<WayOutside>().AddSingleton<WhatsAppTextsQuery>().AddSingleton<WriteBackQuery>().AddSingleton<WriteBackSetUp>();
    }

    /// <summary>Pages and their files.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapNoticeLinks();
        app.MapGuestFiles();
        app.MapKnowledgeExport();
        app.MapEntryPhotos();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
