package dev.plinth.tests.hostile;

/** Answers that hold everything that any operation reads, with marked secrets. */
final class Answers {

    private static final String USER = "{'id':'ID','aud':'authenticated','role':'authenticated','email':'a@b.co',"
            + "'phone':'+4930123','email_confirmed_at':'2026-01-02T03:04:05Z','confirmation_token':'TOKEN',"
            + "'recovery_token':'TOKEN','encrypted_password':'HASH','app_metadata':{'provider':'email','secret':'TOKEN'},"
            + "'user_metadata':{'a':1,'password':'TOKEN'},'identities':[{'identity_id':'ID','id':'ID','user_id':'ID',"
            + "'provider':'github','identity_data':{'email':'a@b.co','provider_token':'TOKEN'},"
            + "'created_at':'2026-01-02T03:04:05Z'}],'factors':[{'id':'ID','factor_type':'totp','status':'verified',"
            + "'friendly_name':'f','secret':'TOKEN','created_at':'2026-01-02T03:04:05Z'}],"
            + "'created_at':'2026-01-02T03:04:05Z','updated_at':'2026-01-02T03:04:05Z','is_anonymous':false}";

    private static final String FIELDS =
            "'id':'ID','name':'NAME','ref':'REF','status':'ACTIVE_HEALTHY','region':'local',"
                    + "'aud':'authenticated','role':'authenticated','email':'a@b.co','phone':'1',"
                    + "'app_metadata':{'secret':'TOKEN'},'user_metadata':{'password':'TOKEN'},"
                    + "'created_at':'2026-01-02T03:04:05Z','updated_at':'2026-01-02T03:04:05Z',"
                    + "'access_token':'JWT','token_type':'bearer','expires_in':3600,'expires_at':4000000000,"
                    + "'refresh_token':'TOKEN','provider_token':'TOKEN','provider_refresh_token':'TOKEN','user':USER,"
                    + "'action_link':'https://x.example/verify?token=TOKEN','email_otp':'TOKEN','hashed_token':'TOKEN',"
                    + "'verification_type':'signup','redirect_to':'https://x.example/','message_id':'m',"
                    + "'factor_type':'totp','type':'totp','totp':{'qr_code':'TOKEN','secret':'TOKEN','uri':'otpauth:TOKEN'},"
                    + "'friendly_name':'f','factor_id':'ID','client_id':'ID','client_secret':'TOKEN','registration_token':'TOKEN',"
                    + "'challenge_id':'ID','options':{'challenge':'x'},'url':'https://x.example/a?token=TOKEN',"
                    + "'signedURL':'/object/sign/NAME/a.txt?token=TOKEN','signedUrl':'https://x.example/a.txt?token=TOKEN',"
                    + "'publicUrl':'https://x.example/a.txt','token':'TOKEN','path':'a.txt','Key':'NAME/a.txt','key':'a.txt',"
                    + "'Id':'ID','public':true,'owner':'','file_size_limit':1000,'allowed_mime_types':['text/plain'],"
                    + "'size':7,'etag':'\\'abc\\'','content_type':'text/plain','cache_control':'no-cache','version':'ID',"
                    + "'last_modified':'2026-01-02T03:04:05Z','bucket_id':'NAME','metadata':{'size':7,'mimetype':'text/plain',"
                    + "'eTag':'abc','secret':'TOKEN'},'message':'ok','factors':[],'description':'d','access_key':'k',"
                    + "'secret_key':'TOKEN','access_key_id':'k','secret_access_key':'TOKEN','fileSizeLimit':5,'features':{},"
                    + "'external':{'email':true},'disable_signup':false,'payload':{'action':'login','token':'TOKEN',"
                    + "'actor_id':'ID'},'ip_address':'1.2.3.4','api_key':'JWT','anon_key':'JWT','identity_data':{},"
                    + "'service_api_keys':[{'name':'anon key','tags':'anon','api_key':'JWT'}],'endpoint':'x.example',"
                    + "'app_config':{'endpoint':'x.example','storage_endpoint':'x.example'},'protocol':'https',"
                    + "'restUrl':'https://x.example','jwt_secret':'TOKEN','db_host':'h','connectionString':'postgres://u:TOKEN@h/d'";

    private static final String LISTS = ",'users':[USER],'items':[FIELDS],'providers':[FIELDS],'clients':[FIELDS],"
            + "'data':[FIELDS],'projects':[FIELDS],'objects':[FIELDS],'folders':[],'keys':[FIELDS],'hasNext':false,"
            + "'vectorBucket':VECTORS,'vectorBuckets':[VECTORS],'index':VECTORS,'indexes':[VECTORS],'vectors':[VECTORS]";

    private static final String VECTORS = "{'vectorBucketName':'name','indexName':'index','creationTime':1,"
            + "'dimension':2,'distanceMetric':'cosine','metadataConfiguration':{'nonFilterableMetadataKeys':['x']},"
            + "'key':'a.txt','distance':0.5,'data':{'float32':[0.5,1]},'metadata':{'a':1,'secret':'TOKEN'}}";

    private Answers() {}

    /** Returns the bodies of which one is what an operation wants. */
    static String[] all() {
        String object = fill("{" + FIELDS + LISTS.replace("FIELDS", "{" + FIELDS + "}") + "}");
        String user = fill(USER);
        return new String[] {object, "[" + object + "]", user, "[" + user + "]", "\"x\"", ""};
    }

    private static String fill(String template) {
        return template.replace("USER", USER)
                .replace("VECTORS", VECTORS)
                .replace("\\'", "\u0000")
                .replace('\'', '"')
                .replace("\u0000", "\\\"")
                .replace("ID", Values.ID)
                .replace("NAME", "id")
                .replace("REF", Site.REF)
                .replace("JWT", Marks.jwt("authenticated"))
                .replace("HASH", Marks.secret("hash"))
                .replace("TOKEN", Marks.WORD + "answer");
    }
}
