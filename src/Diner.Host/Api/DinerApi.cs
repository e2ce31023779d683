using Diner.Data.Access;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Diner.Host.Api;

/// <summary>The open API: orders, products, health, and its description in OpenAPI 3.1.</summary>
internal static class DinerApi
{
    public static IServiceCollection AddDinerApi(this IServiceCollection services)
    {
        services.AddSingleton<PayDoors>();
        services.AddSingleton<OrdersApi>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonBody.Options.PropertyNamingPolicy);
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Diner";
                document.Info.Description = "Place orders in a shop and read what they deliver.";
                return Task.CompletedTask;
            });
        });
        return services;
    }

    /// <summary>Gives an API client a problem where the server's own refusal would have no body.</summary>
    public static void UseDinerApi(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsHead(context.Request.Method),
        api => api.UseStatusCodePages(refused => ApiProblem.OfStatus(refused.HttpContext.Response.StatusCode).ExecuteAsync(refused.HttpContext)));

    public static void MapDinerApi(this IEndpointRouteBuilder routes)
    {
        OrdersApi.Map(routes);
        ProductsApi.Map(routes);
        HealthApi.Map(routes);
        routes.MapOpenApi("/openapi/{documentName}.json").OpenTo("the API's description is public");
        routes.MapScalarApiReference("/docs/api").ExcludeFromDescription().OpenTo("the API's description is public");
    }
}
