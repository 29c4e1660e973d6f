using Cendra.Domain.Database;
using Microsoft.AspNetCore.Identity;

namespace Cendra.Server.Security;

/// <summary>Accounts, sign-in, and what every answer carries to keep browsers from doing harm.</summary>
public static class SecuritySetup
{
    /// <summary>Wrong tries after which an account rests, and for how long.</summary>
    private const int TriesBeforeRest = 5;

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    /// <summary>Registers accounts, cookies, policies and limits.</summary>
    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(ConfigureCookie);
            cookies.TwoFactorUserIdCookie!.Configure(HardenCookie);
        });
        services.AddIdentityCore<HostUser>(ConfigureIdentity)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<CendraDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddAuthorization(HostPolicies.Configure);
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddRateLimiter(RateLimits.Configure);
        services.AddScoped<Accounts>().AddScoped<SignInDesk>().AddScoped<AuthenticatorDesk>();
        services.AddSingleton<SetUpLinks>().AddSingleton<SignedInHosts>();
        services.AddHostedService<FirstSetUp>();
    }

    /// <summary>The order matters: headers on every answer, limits before work, identity before pages.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<UnreadableRequests>();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Sign-in, set-up and account pages.</summary>
    public static void MapSecurity(this IEndpointRouteBuilder app)
    {
        app.MapSignIn();
        app.MapSetUp();
        app.MapAccount();
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = ""; // Any: the name is the email address, and people have accents and apostrophes in theirs.

        // Length is what counts (NIST SP 800-63B 5.1.1.2): no rules of composition.
        options.Password = new PasswordOptions
        {
            RequiredLength = Accounts.ShortestPassword,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        options.Lockout = new LockoutOptions { MaxFailedAccessAttempts = TriesBeforeRest, DefaultLockoutTimeSpan = Rest, AllowedForNewUsers = true };
    }

    private static void ConfigureCookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions options)
    {
        HardenCookie(options);
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-allowed";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
    }

    private static void HardenCookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
